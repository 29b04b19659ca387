-- A run that stands again because what had ended it was taken back; and seats that a stage counts without.
ALTER TABLE "stage" ADD COLUMN "stands_again" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "task" ADD COLUMN "dropped" BOOLEAN NOT NULL DEFAULT false;
