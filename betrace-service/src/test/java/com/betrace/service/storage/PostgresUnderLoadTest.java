package com.betrace.service.storage;

class PostgresUnderLoadTest extends StoreUnderLoadContract {

    @Override
    OpenDatabase openDatabase() {
        return TestPostgres.create().open(directory);
    }
}
