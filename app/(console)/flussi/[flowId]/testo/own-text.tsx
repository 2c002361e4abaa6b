"use client";

import "../../../modelli/modelli.css";
import "../../../notifiche/notifiche.css";
import { modelLabels } from "@/app/italian/models";
import { Form, Submit } from "@/app/ui/form";
import { TextFields } from "../../../modelli/text-fields";
import { TextPreview } from "../../../modelli/text-preview";
import { Draft } from "../../../notifiche/draft";
import { writeText } from "./actions";

type Sender = { id: string; name: string; organizationName: string };

/** A text for this flow alone, beside its preview. */
export const OwnText = ({
  flow,
  sender,
  initial,
}: {
  flow: { id: string; version: number };
  sender: Sender;
  initial: Record<string, string>;
}) => (
  <Form action={writeText} labels={modelLabels}>
    <input type="hidden" name="flowId" value={flow.id} />
    <input type="hidden" name="version" value={flow.version} />
    <Draft initial={initial} className="with-preview">
      <div>
        <TextFields initial={initial} />
        <div className="row-of-buttons">
          <Submit>Salva il testo</Submit>
        </div>
      </div>
      <TextPreview senders={[sender]} />
    </Draft>
  </Form>
);
