package detente_test

import (
	"fmt"
	"reflect"
	"strings"

	"detente"
)

// dump writes out a value with everything it holds, one line each, so that two
// values are the same if and only if their dumps are. Without places it leaves
// out where things stand in the file.
func dump(v any, places bool) string {
	d := dumper{places: places}
	d.value(reflect.ValueOf(v), "")
	return d.b.String()
}

type dumper struct {
	b      strings.Builder
	places bool
}

var placeType = reflect.TypeFor[detente.Pos]()

func (d *dumper) value(v reflect.Value, indent string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			d.b.WriteString("nil\n")
			return
		}
		d.value(v.Elem(), indent)
	case reflect.Struct:
		d.b.WriteString(v.Type().Name() + "\n")
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !d.places && (f.Type == placeType || f.Name == "File" || f.Name == "Places") {
				continue
			}
			d.b.WriteString(indent + "." + f.Name + " ")
			d.value(v.Field(i), indent+"  ")
		}
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(&d.b, "%d\n", v.Len())
		for i := range v.Len() {
			d.b.WriteString(indent + "- ")
			d.value(v.Index(i), indent+"  ")
		}
	case reflect.String:
		fmt.Fprintf(&d.b, "%q\n", v.String())
	case reflect.Int, reflect.Int64:
		fmt.Fprintf(&d.b, "%d\n", v.Int())
	case reflect.Float64:
		fmt.Fprintf(&d.b, "%v\n", v.Float())
	case reflect.Bool:
		fmt.Fprintf(&d.b, "%t\n", v.Bool())
	default:
		panic("no way to write a " + v.Type().String())
	}
}
