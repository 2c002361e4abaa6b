import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

/** What the app drops, text included (appio.md §4). */
const dropped = ["table", "del", "section", "sup", "input"];

const paragraph = ({ children }: { children?: ReactNode }) => <p>{children}</p>;

const components: Components = {
  // Headings of a message are not headings of our page; the app knows three sizes.
  h1: ({ children }) => <p className="md-h1">{children}</p>,
  h2: ({ children }) => <p className="md-h2">{children}</p>,
  h3: ({ children }) => <p className="md-h3">{children}</p>,
  h4: paragraph,
  h5: paragraph,
  h6: paragraph,
  // A remote image would tell its server who is looking at the preview.
  img: ({ alt }) => <span className="md-image">[immagine{alt ? `: ${alt}` : ""}]</span>,
  a: ({ href, children }) => (
    <a href={href} rel="noreferrer noopener" target="_blank">
      {children}
      <span className="visually-hidden"> (si apre in un'altra scheda)</span>
    </a>
  ),
};

/** The body of a message as the citizen's phone shows it. Raw HTML stays text, `javascript:` links are emptied. */
export function Markdown({ children }: { children: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={[remarkGfm]} disallowedElements={dropped} components={components}>
        {children}
      </ReactMarkdown>
    </div>
  );
}
