ALTER TABLE `event` ADD `error_group_id` integer;--> statement-breakpoint
CREATE INDEX `event_error` ON `event` (`app_id`,`at`) WHERE error_group_id IS NOT NULL;--> statement-breakpoint
UPDATE `ingest_cursor` SET `rebuild_due` = 1;
