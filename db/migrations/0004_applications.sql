CREATE TABLE "application_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "application_services" (
	"application_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "application_services_application_id_service_id_pk" PRIMARY KEY("application_id","service_id")
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"may_send" boolean DEFAULT false NOT NULL,
	"addresses" text[] DEFAULT '{}' NOT NULL,
	"rate_limit" integer DEFAULT 600 NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"application_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"context" text NOT NULL,
	"key" text NOT NULL,
	"digest" text NOT NULL,
	"resource_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submissions_application_id_kind_context_key_pk" PRIMARY KEY("application_id","kind","context","key")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "send_requested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application_keys" ADD CONSTRAINT "application_keys_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_services" ADD CONSTRAINT "application_services_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_services" ADD CONSTRAINT "application_services_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_keys_application_id_index" ON "application_keys" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_name" ON "applications" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "submissions_resource" ON "submissions" USING btree ("resource_id");--> statement-breakpoint
CREATE INDEX "notifications_requested" ON "notifications" USING btree ("service_id","position") WHERE "notifications"."send_requested_at" is not null and "notifications"."state" = 'registered';