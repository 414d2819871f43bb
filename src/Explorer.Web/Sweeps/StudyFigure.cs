using Plotly.Blazor;
using Plotly.Blazor.Traces;
using ChartLayout = Plotly.Blazor.Layout;

namespace Explorer.Web.Sweeps;

/// <summary>A chart that explains a sweep, ready to be drawn, and the same as a table.</summary>
/// <param name="Traces">Owned by this figure.</param>
/// <param name="Columns">Headings of the table.</param>
/// <param name="Rows">The table.</param>
public sealed record StudyFigure(IList<ITrace> Traces, ChartLayout Layout, IReadOnlyList<string> Columns, IReadOnlyList<StudyRow> Rows)
{
    /// <summary>Numbers of the trials behind a trace's points, by trace and point; empty where a click selects none.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Numbers { get; init; } = [];

    /// <summary>Whether words inside the chart need a wide screen; on a phone hovering and the table tell them.</summary>
    public bool NeedsWidth { get; init; }

    /// <summary>Says in the traces which trials their points belong to, for <c>js/hover.js</c>, where <see cref="Numbers"/> knows it and the trace does not say it itself.</summary>
    public void NameTrials()
    {
        foreach (var (trace, numbers) in Traces.Zip(Numbers))
        {
            object[] named = [.. numbers.Select(number => (object)number)];
            switch (trace)
            {
                case Scatter { CustomData: null } scatter:
                    scatter.CustomData = named;
                    break;
                case Bar { CustomData: null } bar:
                    bar.CustomData = named;
                    break;
            }
        }
    }

    /// <summary>Whether there is anything to see.</summary>
    public bool IsEmpty => Rows.Count == 0;

    /// <summary>The trial behind a point; null when there is none.</summary>
    public int? NumberAt(int trace, int point) =>
        trace >= 0 && trace < Numbers.Count && point >= 0 && point < Numbers[trace].Count ? Numbers[trace][point] : null;
}
