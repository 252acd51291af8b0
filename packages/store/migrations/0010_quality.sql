CREATE TABLE `lost_event` (
	`app_id` integer NOT NULL,
	`date` text NOT NULL,
	`kind` integer NOT NULL,
	`reason` text NOT NULL,
	`events` integer NOT NULL,
	PRIMARY KEY(`app_id`, `date`, `kind`, `reason`)
) WITHOUT ROWID;
