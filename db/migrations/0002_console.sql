CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"flow_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"mailed_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "notifications_position";--> statement-breakpoint
DROP INDEX "notifications_archive";--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approval_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approval_requested_by" text;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approval_count" integer;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approved_by" text;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approval_refused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approval_refused_by" text;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "approval_refusal" text;--> statement-breakpoint
ALTER TABLE "flows" ADD COLUMN "any_hour" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "trial_of" uuid;--> statement-breakpoint
ALTER TABLE "operators" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "operators" ADD COLUMN "notices_seen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "approval_threshold" integer;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "sending_hours" jsonb;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "connection" text;--> statement-breakpoint
ALTER TABLE "services" ADD COLUMN "connection_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_flow_id_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("flow_id","kind","at");--> statement-breakpoint
CREATE INDEX "notices_service" ON "notices" USING btree ("service_id","id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_trial_of_flows_id_fk" FOREIGN KEY ("trial_of") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flows_approval" ON "flows" USING btree ("approval_requested_at") WHERE "flows"."approval_requested_at" is not null;--> statement-breakpoint
CREATE INDEX "notifications_updated" ON "notifications" USING btree ("service_id","updated_at","position");--> statement-breakpoint
CREATE INDEX "notifications_errors" ON "notifications" USING btree ("service_id","created_at","position") WHERE "notifications"."state" = 'error';--> statement-breakpoint
CREATE INDEX "notifications_trial" ON "notifications" USING btree ("trial_of","position") WHERE "notifications"."trial_of" is not null;--> statement-breakpoint
CREATE INDEX "notifications_subject" ON "notifications" USING gin ("subject" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "searches_name" ON "searches" USING btree ("operator_id","screen","name") WHERE "searches"."name" is not null;--> statement-breakpoint
CREATE INDEX "notifications_archive" ON "notifications" USING btree ("service_id","created_at","position");--> statement-breakpoint
ALTER TABLE "budgets" DROP COLUMN "reader_until";
