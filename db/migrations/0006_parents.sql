ALTER TABLE "notifications" DROP CONSTRAINT "notifications_service_id_services_id_fk";
--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_flow_id_flows_id_fk";
--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_import_id_imports_id_fk";
--> statement-breakpoint
CREATE FUNCTION keep_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT service_id, flow_id, import_id FROM added) a
    LEFT JOIN services s ON s.id = a.service_id
    LEFT JOIN flows f ON f.id = a.flow_id
    LEFT JOIN imports i ON i.id = a.import_id
    WHERE s.id IS NULL
      OR (a.flow_id IS NOT NULL AND f.id IS NULL)
      OR (a.import_id IS NOT NULL AND i.flow_id IS DISTINCT FROM a.flow_id)
  ) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a notification needs its service, its flow and its import';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION keep_children() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE used boolean;
BEGIN
  IF TG_TABLE_NAME = 'services' THEN
    used := EXISTS (SELECT FROM notifications WHERE service_id = OLD.id);
  ELSIF TG_TABLE_NAME = 'flows' THEN
    used := EXISTS (SELECT FROM notifications WHERE flow_id = OLD.id);
  ELSE
    used := EXISTS (SELECT FROM notifications WHERE flow_id = OLD.flow_id AND import_id = OLD.id);
  END IF;
  IF used THEN
    RAISE foreign_key_violation USING MESSAGE = 'notifications still belong to this row';
  END IF;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE FUNCTION same_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE foreign_key_violation USING MESSAGE = 'a notification stays with its service, its flow and its import';
END $$;--> statement-breakpoint
CREATE TRIGGER notifications_parents AFTER INSERT ON "notifications" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_parents();--> statement-breakpoint
CREATE TRIGGER notifications_same_parents BEFORE UPDATE OF service_id, flow_id, import_id ON "notifications" FOR EACH ROW WHEN ((OLD.service_id, OLD.flow_id, OLD.import_id) IS DISTINCT FROM (NEW.service_id, NEW.flow_id, NEW.import_id)) EXECUTE FUNCTION same_parents();--> statement-breakpoint
CREATE TRIGGER services_children BEFORE DELETE ON "services" FOR EACH ROW EXECUTE FUNCTION keep_children();--> statement-breakpoint
CREATE TRIGGER flows_children BEFORE DELETE ON "flows" FOR EACH ROW EXECUTE FUNCTION keep_children();--> statement-breakpoint
CREATE TRIGGER imports_children BEFORE DELETE ON "imports" FOR EACH ROW EXECUTE FUNCTION keep_children();
