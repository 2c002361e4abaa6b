CREATE TYPE "public"."flow_state" AS ENUM('inactive', 'active', 'sending', 'sent', 'incomplete');--> statement-breakpoint
CREATE TYPE "public"."notification_state" AS ENUM('registered', 'transmitting', 'sent', 'error', 'unreachable');--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"verb" text NOT NULL,
	"subject_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"service_id" uuid NOT NULL,
	"state" "flow_state" DEFAULT 'inactive' NOT NULL,
	"origin" text DEFAULT 'operator' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"context" text DEFAULT '' NOT NULL,
	"key" text DEFAULT '' NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"stop_reason" text,
	"stop_detail" text,
	"stopped_at" timestamp with time zone,
	"stopped_by" text,
	"send_started_at" timestamp with time zone,
	"send_ended_at" timestamp with time zone,
	"lease_owner" uuid,
	"lease_until" timestamp with time zone,
	"circuit" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"flow_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"row_count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"notification_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"outcome" text NOT NULL,
	"http_status" integer,
	"problem_title" text,
	"delivery_id" text,
	"duration_ms" integer
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" bigserial NOT NULL,
	"service_id" uuid NOT NULL,
	"flow_id" uuid,
	"import_id" uuid,
	"import_row" integer,
	"fiscal_code" char(16) NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"due_date" date,
	"amount" bigint,
	"notice_number" char(18),
	"payable_after_due" boolean DEFAULT true NOT NULL,
	"context" text DEFAULT '' NOT NULL,
	"key" text DEFAULT '' NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state" "notification_state" DEFAULT 'registered' NOT NULL,
	"reason" text,
	"problem_title" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"delivery_id" text,
	"sent_at" timestamp with time zone,
	"delivery_status" text,
	"mail_status" text,
	"push_status" text,
	"read_status" text,
	"payment_status" text,
	"claim_id" uuid,
	"claimed_until" timestamp with time zone,
	"posted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"check_due_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operator_roles" (
	"operator_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	CONSTRAINT "operator_roles_operator_id_role_id_pk" PRIMARY KEY("operator_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "operators_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "role_services" (
	"role_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "role_services_role_id_service_id_pk" PRIMARY KEY("role_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"permissions" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "roles_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"operator_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"call_limit" integer DEFAULT 150,
	"call_share" integer DEFAULT 80 NOT NULL,
	"tat" timestamp with time zone DEFAULT now() NOT NULL,
	"person_tat" timestamp with time zone DEFAULT now() NOT NULL,
	"status_tat" timestamp with time zone DEFAULT now() NOT NULL,
	"bulk_at" timestamp with time zone DEFAULT now() NOT NULL,
	"blocked_until" timestamp with time zone DEFAULT now() NOT NULL,
	"reader_until" timestamp with time zone,
	CONSTRAINT "budgets_limit" CHECK ("budgets"."call_limit" is null or "budgets"."call_limit" > 0),
	CONSTRAINT "budgets_share" CHECK ("budgets"."call_share" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"fiscal_code" text NOT NULL,
	"budget_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "organizations_fiscalCode_unique" UNIQUE("fiscal_code")
);
--> statement-breakpoint
CREATE TABLE "searches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"operator_id" uuid NOT NULL,
	"screen" text NOT NULL,
	"name" text,
	"criteria" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"appio_service_id" text NOT NULL,
	"sealed_key" text NOT NULL,
	"testing" boolean DEFAULT false NOT NULL,
	"test_fiscal_codes" text[] DEFAULT '{}' NOT NULL,
	"max_payment_amount" bigint DEFAULT 0 NOT NULL,
	"require_secure_channels" boolean DEFAULT false NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "services_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_flow_id_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_flow_id_flows_id_fk" FOREIGN KEY ("flow_id") REFERENCES "public"."flows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_roles" ADD CONSTRAINT "operator_roles_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_roles" ADD CONSTRAINT "operator_roles_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_services" ADD CONSTRAINT "role_services_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_services" ADD CONSTRAINT "role_services_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_budget_id_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budgets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "searches" ADD CONSTRAINT "searches_operator_id_operators_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."operators"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_subject_id_id_index" ON "audit_entries" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "flows_service_id_created_at_id_index" ON "flows" USING btree ("service_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "flows_sending" ON "flows" USING btree ("lease_until") WHERE "flows"."state" = 'sending';--> statement-breakpoint
CREATE UNIQUE INDEX "imports_flow_id_sha256_index" ON "imports" USING btree ("flow_id","sha256");--> statement-breakpoint
CREATE INDEX "attempts_notification_id_id_index" ON "attempts" USING btree ("notification_id","id");--> statement-breakpoint
CREATE INDEX "notifications_flow" ON "notifications" USING btree ("flow_id","position");--> statement-breakpoint
CREATE INDEX "notifications_flow_state" ON "notifications" USING btree ("flow_id","state","disabled","position");--> statement-breakpoint
CREATE INDEX "notifications_archive" ON "notifications" USING btree ("service_id","position");--> statement-breakpoint
CREATE INDEX "notifications_position" ON "notifications" USING btree ("position");--> statement-breakpoint
CREATE INDEX "notifications_recipient" ON "notifications" USING btree ("fiscal_code","service_id");--> statement-breakpoint
CREATE INDEX "notifications_claimed" ON "notifications" USING btree ("claimed_until") WHERE "notifications"."state" = 'transmitting';--> statement-breakpoint
CREATE INDEX "notifications_check_due" ON "notifications" USING btree ("check_due_at") WHERE "notifications"."check_due_at" is not null;--> statement-breakpoint
CREATE INDEX "sessions_operator_id_index" ON "sessions" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "searches_operator_id_screen_index" ON "searches" USING btree ("operator_id","screen");