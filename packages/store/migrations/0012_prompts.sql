CREATE TABLE `prompt_user` (
	`label_id` integer NOT NULL,
	`app_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`label_id`, `app_id`, `user_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `prompt_user_last_at` ON `prompt_user` (`app_id`,`last_at`) WHERE user_id <> 0;--> statement-breakpoint
CREATE INDEX `prompt_user_shown` ON `prompt_user` (`last_at`) WHERE user_id = 0;--> statement-breakpoint
ALTER TABLE `app` ADD `prompts_from` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ingest_cursor` ADD `prompt_min_users` integer DEFAULT 1 NOT NULL;