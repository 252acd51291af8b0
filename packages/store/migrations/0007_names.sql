CREATE TABLE `name_synonym` (
	`app_id` integer NOT NULL,
	`dimension` text NOT NULL,
	`name` text NOT NULL,
	`means` text NOT NULL,
	PRIMARY KEY(`app_id`, `dimension`, `name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `spelling` (
	`dimension` integer NOT NULL,
	`label_id` integer NOT NULL,
	`fold` integer NOT NULL,
	PRIMARY KEY(`dimension`, `label_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `spelling_fold` ON `spelling` (`dimension`,`fold`);--> statement-breakpoint
CREATE TABLE `unsearchable_prompt` (
	`label_id` integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE `ingest_cursor` ADD `spelling_due` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE VIRTUAL TABLE `prompt_search` USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
--> statement-breakpoint
CREATE TRIGGER `spelling_of_new_prompt` AFTER INSERT ON `spelling` WHEN new.dimension = 6
BEGIN INSERT OR IGNORE INTO `unsearchable_prompt` (`label_id`) VALUES (new.label_id); END;
