// Package draft makes the case file of a brief and brings it up to date when
// there are new documents, keeping what a person wrote.
//
// Call [First] where there is no case yet and [Next] where an earlier draft has
// been edited; what they return is to be kept whole: the text of the case and the
// [brief.Record] that the next draft needs. Beside a case file on disk [Beside]
// reads the record, [KeepTexts] and [KeepRecord] write.
package draft

import (
	"fmt"
	"slices"

	"detente"
	"detente/brief"
	"detente/casefile"
	"detente/source"
)

// Draft is a case file made of documents.
type Draft struct {
	Text   []byte
	Case   *detente.Case
	Record *brief.Record
	Update *brief.Update // what was done to a person's case; nil for a first draft
	// Stale lists evidence that an earlier draft wrote, that is still in the case and
	// that the brief does not have any more: rejected since.
	Stale []string
}

// Invalid is the error of a draft that would have errors; nothing was changed.
type Invalid struct{ Found []detente.Diagnostic }

func (e *Invalid) Error() string {
	for _, d := range e.Found {
		if d.Severity == detente.Error {
			return d.Message
		}
	}
	return "the case has errors"
}

// First makes a case of a brief; name is that of its file, for diagnostics, and
// title what it is called, "" for the first document's.
func First(name, title string, b *brief.Brief, docs []*source.Document) (*Draft, error) {
	c := brief.Draft(b, docs)
	if title != "" {
		c.Title = title
	}
	text, err := casefile.Print(c)
	if err != nil {
		return nil, err
	}
	file, found := casefile.Parse(name, text, Texts(docs))
	if detente.HasErrors(found) {
		return nil, &Invalid{found}
	}
	return &Draft{Text: text, Case: file.Case, Record: &brief.Record{Documents: docs, Written: brief.NewDigest(c)}}, nil
}

// Next merges a brief of old and new documents together into a case that a person
// has edited since an earlier draft wrote it. from reads the sources it has besides
// the documents, written is what that draft wrote. It fails with [Invalid] where
// the case has errors or would get some.
func Next(name string, old []byte, from casefile.Sources, written brief.Digest, b *brief.Brief, docs []*source.Document) (*Draft, error) {
	from = both{Texts(docs), from}
	edited, found := casefile.Parse(name, old, from)
	if detente.HasErrors(found) {
		return nil, &Invalid{found}
	}
	fresh := brief.Draft(b, docs)
	u := brief.Merge(edited.Case, fresh, written)
	merged, refused := casefile.SetAll(old, Edits(u.Set))
	paths := make([]string, len(refused))
	for i := range refused {
		paths[i] = refused[i].Path
	}
	u.Refuse(paths)
	file, found := casefile.Parse(name, merged, from)
	if detente.HasErrors(found) {
		return nil, &Invalid{found}
	}
	return &Draft{Text: merged, Case: file.Case, Record: &brief.Record{Documents: docs, Written: u.Digest}, Update: u, Stale: stale(file.Case, fresh, written)}, nil
}

// Pending counts what [Next] would write into a case.
func Pending(edited *detente.Case, written brief.Digest, b *brief.Brief, docs []*source.Document) int {
	return len(brief.Merge(edited, brief.Draft(b, docs), written).Set)
}

func stale(c, fresh *detente.Case, written brief.Digest) (out []string) {
	for i := range c.Evidence {
		id := c.Evidence[i].ID
		path := "evidence." + string(id)
		if _, was := written[path]; was && fresh.FindEvidence(id) == nil {
			out = append(out, path)
		}
	}
	return out
}

// Edits are nodes as edits of a case file.
func Edits(nodes []brief.Node) []casefile.Edit {
	edits := make([]casefile.Edit, len(nodes))
	for i, n := range nodes {
		edits[i] = casefile.Edit{Path: n.Path, Value: n.Text}
	}
	return edits
}

// Together adds new documents to those read before. One that is there already, to
// the byte, is not read twice; another of the same name gets a name of its own.
func Together(old, docs []*source.Document) []*source.Document {
	all := slices.Clone(old)
	for _, d := range docs {
		if slices.ContainsFunc(all, func(x *source.Document) bool { return x.SHA256 == d.SHA256 }) {
			continue
		}
		id := d.ID
		for n := 2; slices.ContainsFunc(all, func(x *source.Document) bool { return x.ID == d.ID }); n++ {
			d.ID = fmt.Sprintf("%s-%d", id, n)
		}
		all = append(all, d)
	}
	return all
}

// Texts are the documents' texts by the names a draft gives them.
func Texts(docs []*source.Document) casefile.Memory {
	m := casefile.Memory{}
	for _, d := range docs {
		m[brief.SourceFile(d.ID)] = d.Text
	}
	return m
}

// both reads from the first that has a text.
type both [2]casefile.Sources

func (b both) Read(name string) ([]byte, error) {
	if text, err := b[0].Read(name); err == nil {
		return text, nil
	}
	return b[1].Read(name)
}
