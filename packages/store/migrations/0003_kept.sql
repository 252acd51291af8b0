ALTER TABLE `event` ADD `kept` integer;--> statement-breakpoint
CREATE INDEX `event_keep` ON `event` (`app_id`,CASE length(unhex(generation_id, '-')) WHEN 16 THEN unhex(generation_id, '-') ELSE generation_id END,`at`) WHERE type = 5 AND kept = 1;--> statement-breakpoint
ALTER TABLE `rollup_label` ADD `kept` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `rollup_total` ADD `kept` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `ingest_cursor` SET `rebuild_due` = 1;
