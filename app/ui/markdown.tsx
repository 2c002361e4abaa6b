import type { Root } from "mdast";
import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { visit } from "unist-util-visit";

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
  // The app numbers from 1, whatever the first number.
  ol: ({ children }) => <ol>{children}</ol>,
  // A remote image would tell its server who is looking at the preview.
  img: ({ alt }) => <span className="md-image">[immagine{alt ? `: ${alt}` : ""}]</span>,
  // What the app does not open, and its own pages, are no links here.
  a: ({ href = "", children }) =>
    /^(https?|mailto):/i.test(href) ? (
      <a href={href} rel="noreferrer noopener" target="_blank">
        {children}
        <span className="visually-hidden"> (si apre in un'altra scheda)</span>
      </a>
    ) : (
      <span className="md-dead-link">{children}</span>
    ),
};

/** The body of a message, without its front matter, as the citizen's phone shows it. Raw HTML stays text. */
export function Markdown({ children }: { children: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={[remarkGfm, asTheApp]} disallowedElements={dropped} components={components}>
        {children}
      </ReactMarkdown>
    </div>
  );
}

/** `<br>` is the one tag that the app obeys; of a code block it shows the fences too. */
function asTheApp() {
  return (root: Root) =>
    visit(root, (node, index, parent) => {
      if (node.type === "html" && /^<br\s*\/?>$/i.test(node.value) && parent && index !== undefined)
        parent.children[index] = { type: "break" };
      if (node.type === "code" && parent && index !== undefined)
        parent.children[index] = {
          type: "paragraph",
          children: [{ type: "text", value: `\`\`\`${node.lang ?? ""}\n${node.value}\n\`\`\`` }],
        };
    });
}
