package com.betrace.benchmarks.faults.load;

/** Takes requests to the service, again and again until they are acknowledged, and keeps the book. For one thread. */
public final class Courier implements AutoCloseable {

    private final Book book;
    private final DoorKeeper keeper;
    private final Manners manners;

    Courier(Book book, DoorKeeper keeper, Manners manners) {
        this.book = book;
        this.keeper = keeper;
        this.manners = manners;
    }

    /** Returns when the request is acknowledged. */
    public void deliver(Request request) throws InterruptedException {
        while (true) {
            Door door = keeper.door();
            book.ledger().sending(request, System.nanoTime());
            Answer answer = door.send(request.body());
            book.tally().count(answer, request);
            if (answer.kind() == Answer.Kind.ACKNOWLEDGED) {
                book.ledger().acknowledged(request, System.currentTimeMillis());
                return;
            }
            Thread.sleep(manners.pauseAfter(answer));
        }
    }

    @Override
    public void close() {
        keeper.close();
    }
}
