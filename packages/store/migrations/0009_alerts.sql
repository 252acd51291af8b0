CREATE TABLE `alert_attempt` (
	`id` integer PRIMARY KEY NOT NULL,
	`notice_id` integer NOT NULL,
	`at` integer NOT NULL,
	`duration_ms` integer NOT NULL,
	`status` integer,
	`problem` text
);
--> statement-breakpoint
CREATE INDEX `alert_attempt_notice` ON `alert_attempt` (`notice_id`);--> statement-breakpoint
CREATE TABLE `alert_notice` (
	`id` integer PRIMARY KEY NOT NULL,
	`uuid` text NOT NULL,
	`app_id` integer NOT NULL,
	`rule_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`threshold` real NOT NULL,
	`event` text NOT NULL,
	`at` integer NOT NULL,
	`value` real,
	`delivery` text NOT NULL,
	`due_at` integer
);
--> statement-breakpoint
CREATE INDEX `alert_notice_app` ON `alert_notice` (`app_id`,`id`);--> statement-breakpoint
CREATE INDEX `alert_notice_due` ON `alert_notice` (`due_at`) WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `alert_rule` (
	`id` integer PRIMARY KEY NOT NULL,
	`app_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`threshold` real NOT NULL,
	`clear_threshold` real NOT NULL,
	`window_minutes` integer,
	`minimum_samples` integer NOT NULL,
	`bad_evaluations` integer NOT NULL,
	`good_evaluations` integer NOT NULL,
	`webhook_url` text,
	`webhook_secret` text,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`state_since` integer NOT NULL,
	`streak` integer NOT NULL,
	`value` real,
	`evaluated_at` integer
);
--> statement-breakpoint
CREATE INDEX `alert_rule_app` ON `alert_rule` (`app_id`);--> statement-breakpoint
CREATE TABLE `login_session` (
	`hash` blob PRIMARY KEY NOT NULL,
	`token_id` integer,
	`proof` blob,
	`ends_at` integer NOT NULL
);
