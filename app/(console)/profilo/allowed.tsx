import { nothingEnabled, youAdminister, youMay } from "@/app/italian/permissions";
import type { Profile } from "@/lib/operators/profile";

/** What the operator may do, in words: services with the same permissions together. */
export function Allowed({ profile }: { profile: Profile }) {
  const sentenceOf = ({ permissions }: Profile["services"][number]) => youMay(permissions);
  const sentences = [...new Set(profile.services.map(sentenceOf))];
  return (
    <>
      <h3>Che cosa puoi fare</h3>
      {profile.administers && <p>{youAdminister}</p>}
      {sentences.map((sentence) => (
        <div key={sentence}>
          <p>{sentence}</p>
          <ul>
            {profile.services
              .filter((service) => sentenceOf(service) === sentence)
              .map(({ id, name, organizationName }) => (
                <li key={id}>
                  {name} ({organizationName})
                </li>
              ))}
          </ul>
        </div>
      ))}
      {profile.services.length === 0 && <p>{nothingEnabled}</p>}
    </>
  );
}
