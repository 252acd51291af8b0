UPDATE `ingest_cursor` SET `rebuild_due` = 1;
