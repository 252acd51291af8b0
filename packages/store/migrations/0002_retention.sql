CREATE TABLE `imported_event` (
	`app_id` integer NOT NULL,
	`uuid` blob NOT NULL,
	PRIMARY KEY(`app_id`, `uuid`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `app` ADD `raw_from` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `app` ADD `rollups_from` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
INSERT INTO `agent` (`value`) SELECT '["","","",0,"import"]' WHERE EXISTS (SELECT 1 FROM `event`);--> statement-breakpoint
UPDATE `event` SET `agent_id` = (SELECT `id` FROM `agent` WHERE `value` = '["","","",0,"import"]')
WHERE `client_skew_ms` IS NULL AND `agent_id` = (SELECT `id` FROM `agent` WHERE `value` = '["","","",0]');
