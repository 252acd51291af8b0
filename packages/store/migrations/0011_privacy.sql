CREATE TABLE `audit` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`finished_at` integer,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`app_id` integer NOT NULL,
	`subject` blob NOT NULL,
	`events` integer DEFAULT 0 NOT NULL,
	`sessions` integer DEFAULT 0 NOT NULL,
	`user_id` integer
);
--> statement-breakpoint
CREATE TABLE `erasure_item` (
	`audit_id` integer NOT NULL,
	`kind` integer NOT NULL,
	`value` blob NOT NULL,
	PRIMARY KEY(`audit_id`, `kind`, `value`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `ingest_cursor` ADD `last_user_id` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ingest_cursor` ADD `last_label_id` integer DEFAULT 0 NOT NULL;