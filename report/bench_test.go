package report_test

import (
	"fmt"
	"io"
	"testing"

	"detente"
	"detente/report"
)

func BenchmarkText(b *testing.B) {
	for _, rows := range []int{10, 1000} {
		d := document(b)
		table := &detente.Table{Columns: []detente.Column{{Name: "id"}, {Name: "what", Wide: true}, {Name: "worth", Right: true}}}
		for i := range rows {
			table.Rows = append(table.Rows, []detente.Cell{detente.Txt(fmt.Sprintf("D%d", i)), detente.Txt("dam built, 70 % of the water left in the river, paid at once or yearly, and the gate open in summer"), detente.Num(float64(i))})
		}
		d.Results[0].Add(table)
		for name, o := range map[string]report.TextOptions{"columns": {Full: true}, "plain": {Full: true, Plain: true}} {
			b.Run(fmt.Sprintf("%s/rows=%d", name, rows), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := report.Text(io.Discard, d, o); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	for _, deals := range []int{10, 1000} {
		d := document(b)
		data := make([]points, deals)
		for i := range data {
			data[i] = points{Deal: map[string]string{"dam": "taken", "water": "70"}, Value: 1 / float64(i+3), Count: i}
		}
		d.Results[0].Data = data
		b.Run(fmt.Sprintf("deals=%d", deals), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := report.JSON(io.Discard, d); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
