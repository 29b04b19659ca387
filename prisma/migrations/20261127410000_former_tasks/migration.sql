-- A task that stands again, because what had ended it was taken back: what somebody did on the one before they did on it.
ALTER TABLE "task" ADD COLUMN "former_id" UUID;
