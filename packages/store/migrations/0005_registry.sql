CREATE TABLE `token` (
	`id` integer PRIMARY KEY NOT NULL,
	`right` text NOT NULL,
	`app_id` integer,
	`label` text NOT NULL,
	`hash` blob NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `token_hash_unique` ON `token` (`hash`);--> statement-breakpoint
ALTER TABLE `app` ADD `origins` text;--> statement-breakpoint
ALTER TABLE `app` ADD `retention_days` integer;--> statement-breakpoint
ALTER TABLE `app` ADD `requires_key` integer DEFAULT 0 NOT NULL;