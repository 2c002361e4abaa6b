CREATE TABLE "heartbeats" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "attempts_notification_id_id_index";--> statement-breakpoint
DROP INDEX "notifications_claimed";--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "scheduled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "scheduled_by" text;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "schedule_fault" text;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "reach_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "reach_ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "reach_fault" text;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "verify_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "verify_count" integer;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "claim_id" uuid;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "reachability" text;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "reachability_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "pace" jsonb;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "reachability_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
CREATE INDEX "flows_scheduled" ON "flows" USING btree ("scheduled_at") WHERE "flows"."scheduled_at" is not null;--> statement-breakpoint
CREATE INDEX "flows_reaching" ON "flows" USING btree ("reach_requested_at") WHERE "flows"."reach_requested_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_once" ON "attempts" USING btree ("notification_id","claim_id","kind");--> statement-breakpoint
CREATE INDEX "notifications_claimed" ON "notifications" USING btree ("id") WHERE "notifications"."state" = 'transmitting';--> statement-breakpoint
ALTER TABLE "budgets" DROP COLUMN "tat";--> statement-breakpoint
ALTER TABLE "budgets" DROP COLUMN "person_tat";--> statement-breakpoint
ALTER TABLE "budgets" DROP COLUMN "status_tat";--> statement-breakpoint
ALTER TABLE "budgets" DROP COLUMN "bulk_at";--> statement-breakpoint
ALTER TABLE "budgets" DROP COLUMN "blocked_until";--> statement-breakpoint
ALTER TABLE "notifications" SET (fillfactor = 80);
