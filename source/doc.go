// Package source turns documents into text that can be quoted: plain text,
// Markdown, HTML, PDF and DOCX become UTF-8 text with exact byte offsets and a
// block structure.
//
// Call [Open] for a file or [Read] for bytes, [ReadAll] for several files of
// which some may be bad. A [Document] has the text, its SHA-256, title, date
// where one is stated, and its [Block] list: headings, questions and answers,
// run-in heads, lists with the line that introduces them, tables.
//
// For text and Markdown the text is the file's own, a byte-order mark removed
// and line ends kept, so offsets point into the file. For HTML, PDF and DOCX it
// is extracted: store Text with whatever quotes it. Extracted text is written as
// light Markdown, so that one block reader serves every format.
//
// A file that cannot be read is refused with a [Refusal], which says why and
// what to do; a language other than English is named and left unread. Nothing
// here understands what a text says: that is package brief's business. Nothing
// is fetched from a network.
package source
