using System.Collections;
using System.Globalization;
using System.Text;
using CsvHelper;
using Plotly.Blazor;
using Plotly.Blazor.Traces;

namespace Explorer.Web.Sweeps;

/// <summary>What a chart draws, as CSV with every digit: a row for each point, gaps left out.</summary>
public static class ChartCsv
{
    /// <summary>The traces of a figure: dots, lines, bars and heat maps.</summary>
    public static string Of(StudyFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var (x, y) = (figure.Layout.XAxis?[0].Title?.Text ?? "", figure.Layout.YAxis?[0].Title?.Text ?? "");
        var isMap = figure.Traces.Any(trace => trace is HeatMap);
        return Write(
            ["series", Named(x, "x"), Named(y, "y"), isMap ? "value" : "point"],
            figure.Traces.SelectMany(RowsOf));
    }

    /// <summary>The traces of learning curves, the mark of the best epoch and the baseline among them.</summary>
    /// <param name="valueTitle">What is drawn upwards.</param>
    public static string Of(IEnumerable<CurveTrace> traces, string valueTitle) => Write(
        ["series", "likes", "trial and settings", "epoch", valueTitle],
        from trace in traces
        where trace.Role != CurveRole.Highlight // drawn once more above its group
        from index in Enumerable.Range(0, trace.X.Count)
        where trace.X[index] is not null
        select (IReadOnlyList<object?>)[trace.Name, trace.IsTrain ? "train" : "test", trace.Text[index], trace.X[index], trace.Y[index]]);

    /// <summary>A table of texts and numbers.</summary>
    public static string Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteHeader([.. columns]);
            foreach (var row in rows)
            {
                foreach (var cell in row)
                {
                    csv.WriteField(Text(cell));
                }

                csv.EndRecord();
            }
        }

        return Encoding.UTF8.GetString(file.ToArray());
    }

    private static IEnumerable<IReadOnlyList<object?>> RowsOf(ITrace trace) => trace switch
    {
        Scatter scatter => Points(scatter.Name, scatter.X, scatter.Y, scatter.HoverTextArray),
        Bar bar => Points(bar.Name, bar.X, bar.Y, text: null),
        HeatMap map => Cells(map),
        _ => throw new ArgumentOutOfRangeException(nameof(trace), trace.GetType().Name, "This kind of chart has no CSV yet."),
    };

    private static IEnumerable<IReadOnlyList<object?>> Points(string? name, IList<object?>? x, IList<object?>? y, IList<string>? text) =>
        from index in Enumerable.Range(0, Math.Min(x?.Count ?? 0, y?.Count ?? 0))
        where x![index] is not null && y![index] is not null
        select (IReadOnlyList<object?>)[name, x![index], y![index], text is not null && index < text.Count ? text[index] : ""];

    private static IEnumerable<IReadOnlyList<object?>> Cells(HeatMap map) =>
        from row in Enumerable.Range(0, map.Y.Count)
        let cells = ((IEnumerable)map.Z[row]).Cast<object?>().ToArray()
        from column in Enumerable.Range(0, map.X.Count)
        where cells[column] is not null
        select (IReadOnlyList<object?>)["", map.X[column], map.Y[row], cells[column]];

    private static string Named(string title, string otherwise) => title.Length > 0 ? title : otherwise;

    private static string Text(object? value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("<br>", ", ", StringComparison.Ordinal),
    };
}
