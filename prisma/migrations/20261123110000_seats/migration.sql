-- A seat whose turn has not come is SUSPENDED; `hold` says so, and keeps it apart from tasks whose clock a return stopped. TURN
ALTER TABLE "task" ADD COLUMN "hold" TEXT;
