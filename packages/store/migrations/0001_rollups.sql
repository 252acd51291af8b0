CREATE TABLE `bucket` (
	`id` integer PRIMARY KEY NOT NULL,
	`app_id` integer NOT NULL,
	`tier` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`day_id` integer,
	`month_id` integer,
	`date` text,
	`hour_of_week` integer,
	`user_version` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bucket_starts_at` ON `bucket` (`app_id`,`tier`,`starts_at`);--> statement-breakpoint
CREATE TABLE `open_start` (
	`app_id` integer NOT NULL,
	`generation_id` text NOT NULL,
	`at` integer NOT NULL,
	`hour_id` integer NOT NULL,
	`uuid` blob,
	`is_repeat` integer NOT NULL,
	PRIMARY KEY(`app_id`, `generation_id`, `at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `open_start_at` ON `open_start` (`app_id`,`at`);--> statement-breakpoint
CREATE INDEX `open_start_uuid` ON `open_start` (`app_id`,`uuid`) WHERE uuid IS NOT NULL;--> statement-breakpoint
CREATE INDEX `open_start_repeat` ON `open_start` (`app_id`,`at`) WHERE is_repeat = 1;--> statement-breakpoint
CREATE TABLE `rollup_label` (
	`bucket_id` integer NOT NULL,
	`dimension` integer NOT NULL,
	`label_id` integer NOT NULL,
	`succeeded` integer NOT NULL,
	`failed` integer NOT NULL,
	`ai_enhanced` integer NOT NULL,
	`generation_ms` integer NOT NULL,
	`generation_times` integer NOT NULL,
	PRIMARY KEY(`bucket_id`, `dimension`, `label_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `rollup_label_popular` ON `rollup_label` (`bucket_id`,`dimension`,`succeeded`) WHERE succeeded >= 2;--> statement-breakpoint
CREATE TABLE `rollup_latency` (
	`bucket_id` integer NOT NULL,
	`kind` integer NOT NULL,
	`bin` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`bucket_id`, `kind`, `bin`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rollup_total` (
	`bucket_id` integer PRIMARY KEY NOT NULL,
	`events` integer DEFAULT 0 NOT NULL,
	`page_views` integer DEFAULT 0 NOT NULL,
	`succeeded` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`cancelled` integer DEFAULT 0 NOT NULL,
	`abandoned` integer DEFAULT 0 NOT NULL,
	`ai_enhanced` integer DEFAULT 0 NOT NULL,
	`duration_ms` integer DEFAULT 0 NOT NULL,
	`durations` integer DEFAULT 0 NOT NULL,
	`generation_ms` integer DEFAULT 0 NOT NULL,
	`generation_times` integer DEFAULT 0 NOT NULL,
	`sessions` integer DEFAULT 0 NOT NULL,
	`session_ms` integer DEFAULT 0 NOT NULL,
	`open_starts` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `user_day` (
	`day_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`sessions` integer NOT NULL,
	PRIMARY KEY(`day_id`, `user_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `user_day_none` ON `user_day` (`day_id`) WHERE sessions = 0;--> statement-breakpoint
ALTER TABLE `event` ADD `hour_id` integer;--> statement-breakpoint
CREATE INDEX `event_undated` ON `event` (`id`) WHERE hour_id IS NULL;--> statement-breakpoint
ALTER TABLE `ingest_cursor` ADD `rebuild_due` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `hour_id` integer;--> statement-breakpoint
CREATE INDEX `session_undated` ON `session` (`id`) WHERE hour_id IS NULL;