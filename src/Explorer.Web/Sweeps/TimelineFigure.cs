using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Web.Layout;
using Explorer.Web.Shared;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.BarLib;
using HatchEnum = Plotly.Blazor.Traces.BarLib.MarkerLib.PatternLib.ShapeEnum;
using MarkerPattern = Plotly.Blazor.Traces.BarLib.MarkerLib.Pattern;

namespace Explorer.Web.Sweeps;

/// <summary>What ran when on which slot: a bar for each run, by how it ended. Colour, hatching and the word say the same. The selected trial is framed.</summary>
/// <param name="visitor">Whose clock is shown.</param>
/// <param name="selected">Number of the selected trial; null when none is.</param>
internal sealed class TimelineFigure(ChartTheme theme, Visitor visitor, int? selected)
{
    /// <summary>Runs this short are still seen.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private static readonly (WorkState State, string Words, int Color, HatchEnum? Shape)[] Ways =
    [
        (WorkState.Running, "running", 4, null),
        (WorkState.Completed, "completed", 2, null),
        (WorkState.Pruned, "pruned", 6, HatchEnum.Backslash),
        (WorkState.Failed, "failed", 3, HatchEnum.X),
        (WorkState.Cancelled, "stopped", 5, HatchEnum.Slash),
        (WorkState.Queued, "put back", 1, HatchEnum.Dot),
        (WorkState.Paused, "waited for a cut", 0, HatchEnum.Dot),
    ];

    /// <param name="runs">In the order they began.</param>
    /// <param name="trials">What is known of them, by number.</param>
    public StudyFigure Of(IReadOnlyList<TrialRun> runs, Func<int, Trial?> trials)
    {
        var slots = runs.Count == 0 ? 1 : runs.Max(run => run.Slot);
        string[] names = [.. Enumerable.Range(1, slots).Reverse().Select(NameOf)];
        var layout = StudyLayout.Of(theme, "", "", "timeline").WithCategories(y: names);
        layout.XAxis[0].Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date;
        layout.BarMode = BarModeEnum.Overlay;
        layout.BarGap = 0.25m;
        layout.ShowLegend = true;
        var groups = Ways.Select(way => (way, Runs: runs.Where(run => WayOf(run) == way.State).ToArray())).ToArray();
        return new StudyFigure(
            [.. groups.Select(group => Bars(group.way, group.Runs, trials))],
            layout,
            ["Trial", "Slot", "Started", "Seconds", "Ended"],
            [.. runs.Select(run => new StudyRow([$"{run.Number}{Settings(run, trials)}", Formatting.Whole(run.Slot), Clock(run.StartedAt), Seconds(run), WordsOf(run)]))])
        {
            Numbers = [.. groups.Select(group => (IReadOnlyList<int>)[.. group.Runs.Select(run => run.Number)])],
        };
    }

    private Bar Bars((WorkState State, string Words, int Color, HatchEnum? Shape) way, TrialRun[] runs, Func<int, Trial?> trials) => new()
    {
        Name = way.Words,
        Orientation = OrientationEnum.H,
        Base = runs.Select(run => Iso(run.StartedAt)).ToArray(),
        X = [.. runs.Select(run => (object)Math.Max(Shortest.TotalMilliseconds, (run.EndedAt - run.StartedAt).TotalMilliseconds))],
        Y = [.. runs.Select(run => (object)NameOf(run.Slot))],
        HoverTextArray = [.. runs.Select(run => $"Trial {run.Number}{Settings(run, trials)}<br>{Clock(run.StartedAt)}, {Seconds(run)} s, {way.Words}")],
        HoverTemplate = "%{hovertext}<extra></extra>",
        ShowLegend = runs.Length > 0,
        Marker = new Marker
        {
            Color = ChartTheme.Unordered(way.Color),
            Line = new Plotly.Blazor.Traces.BarLib.MarkerLib.Line
            {
                ColorArray = [.. runs.Select(run => run.Number == selected ? theme.Ink : theme.Surface)],
                WidthArray = [.. runs.Select(run => run.Number == selected ? (decimal?)3 : 1)],
            },
            Pattern = way.Shape is { } shape ? new MarkerPattern
            {
                Shape = shape,
                FillMode = Plotly.Blazor.Traces.BarLib.MarkerLib.PatternLib.FillModeEnum.Overlay,
                FgColor = "#111827",
                Size = 6,
                Solidity = 0.25m,
            }
            : null,
        },
    };

    // A state that has no bars of its own ended the trial without completing it.
    private static WorkState WayOf(TrialRun run) => Ways.Any(way => way.State == run.State) ? run.State : WorkState.Cancelled;

    private static string WordsOf(TrialRun run) => run.State switch
    {
        WorkState.Cancelled => "stopped",
        WorkState.Queued => "put back",
        WorkState.Paused => "waited for a cut",
        var state => state.Word(),
    };

    private static string NameOf(int slot) => $"Slot {slot}";

    private static string Settings(TrialRun run, Func<int, Trial?> trials) => trials(run.Number) is { } trial ? $": {CurveTraces.Words(trial.Hyperparameters)}" : "";

    private static string Seconds(TrialRun run) => (run.EndedAt - run.StartedAt).TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private string Clock(DateTimeOffset moment) => visitor.Local(moment).ToString("d MMM, HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private string Iso(DateTimeOffset moment) => visitor.Local(moment).ToString("yyyy-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);
}
