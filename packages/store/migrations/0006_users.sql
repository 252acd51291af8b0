DROP INDEX `event_at`;--> statement-breakpoint
CREATE INDEX `event_at` ON `event` (`app_id`,`type`,`at`,`outcome`,`user_id`,`kept`);--> statement-breakpoint
DROP INDEX `session_started_at`;--> statement-breakpoint
CREATE INDEX `session_started_at` ON `session` (`app_id`,`started_at`,`user_id`);