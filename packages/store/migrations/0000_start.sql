CREATE TABLE `agent` (
	`id` integer PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`browser` text GENERATED ALWAYS AS (value->>0) VIRTUAL,
	`os` text GENERATED ALWAYS AS (value->>1) VIRTUAL,
	`device` text GENERATED ALWAYS AS (value->>2) VIRTUAL,
	`is_bot` integer GENERATED ALWAYS AS (value->>3) VIRTUAL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agent_value_unique` ON `agent` (`value`);--> statement-breakpoint
CREATE TABLE `app` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`created_at` integer NOT NULL,
	`event_count` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `app_slug_unique` ON `app` (`slug`);--> statement-breakpoint
CREATE TABLE `event` (
	`id` integer PRIMARY KEY NOT NULL,
	`app_id` integer NOT NULL,
	`uuid` blob NOT NULL,
	`type` integer NOT NULL,
	`user_id` integer NOT NULL,
	`session_id` integer,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`client_skew_ms` integer,
	`seq` integer,
	`page_id` integer,
	`agent_id` integer NOT NULL,
	`context_id` integer,
	`generation_id` text,
	`parent_id` text,
	`prompt_id` integer,
	`style_id` integer,
	`scale_id` integer,
	`mood_id` integer,
	`duration_ms` integer,
	`tempo_milli_bpm` integer,
	`instruments_id` integer,
	`ai_enhanced` integer,
	`params` text,
	`outcome` integer,
	`generation_ms` integer,
	`error_id` integer,
	`action_id` integer,
	`element_id` integer,
	`value_id` integer,
	`metadata` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `event_uuid` ON `event` (`app_id`,`uuid`);--> statement-breakpoint
CREATE INDEX `event_at` ON `event` (`app_id`,`type`,`at`,`outcome`);--> statement-breakpoint
CREATE INDEX `event_generation_end` ON `event` (`app_id`,`generation_id`) WHERE type = 4 AND generation_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `ingest_cursor` (
	`id` integer PRIMARY KEY NOT NULL,
	`last_event_id` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `label` (
	`id` integer PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `label_value_unique` ON `label` (`value`);--> statement-breakpoint
CREATE TABLE `run` (
	`id` integer PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` integer PRIMARY KEY NOT NULL,
	`app_id` integer NOT NULL,
	`uuid` blob NOT NULL,
	`user_id` integer,
	`started_at` integer,
	`first_event_uuid` blob,
	`last_at` integer,
	`ended_at` integer,
	`page_views` integer DEFAULT 0 NOT NULL,
	`context_id` integer,
	`context_at` integer,
	`context_event_uuid` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_uuid` ON `session` (`app_id`,`uuid`);--> statement-breakpoint
CREATE INDEX `session_started_at` ON `session` (`app_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `session_last_at` ON `session` (`app_id`,`last_at`);--> statement-breakpoint
CREATE INDEX `session_new` ON `session` (`id`) WHERE started_at IS NULL;--> statement-breakpoint
CREATE TABLE `user` (
	`id` integer PRIMARY KEY NOT NULL,
	`app_id` integer NOT NULL,
	`external_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_external_id` ON `user` (`app_id`,`external_id`);