package report

import (
	"fmt"

	"detente/chart"
)

// Picture is one picture of a document as a file of its own.
type Picture struct {
	Name string // "03-bargain-frontier-2.svg": place of the result, method, place of the block
	SVG  []byte
}

// Pictures draws every block of a document that can be drawn, in order.
func Pictures(d *Document) []Picture {
	var out []Picture
	for i, r := range d.Results {
		for k, b := range r.Blocks {
			if svg, ok := chart.SVG(b, chart.Options{Standalone: true}); ok {
				out = append(out, Picture{fmt.Sprintf("%02d-%s-%d.svg", i+1, slug(r.Method), k+1), svg})
			}
		}
	}
	return out
}
