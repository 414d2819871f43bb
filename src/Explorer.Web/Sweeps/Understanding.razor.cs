using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Sweeps;

/// <summary>The views that explain a sweep. They are computed when the trials, the filter, the selection or the theme change, never because something else on the page does.</summary>
public sealed partial class Understanding
{
    private IReadOnlyList<AdviceNote> _notes = [];
    private Importance _importance = null!;
    private HeatMapChoice _heat = null!;
    private Lazy<StudyFigure> _map = null!;
    private Lazy<StudyFigure> _bars = null!;
    private Lazy<StudyFigure> _cost = null!;
    private List<(TrialField Field, Lazy<StudyFigure> Figure)> _slices = [];
    private IReadOnlyList<CostPoint> _front = [];
    private string _bargain = "";
    private IReadOnlyList<RepeatGroup> _repeats = [];
    private SweepPicture? _advised;
    private SweepPicture? _studied;
    private (TrialId? Selected, bool IsDark, string? Heat)? _drawn;

    /// <summary>All trials.</summary>
    [Parameter, EditorRequired]
    public required SweepPicture Picture { get; set; }

    /// <summary>Those that pass the filter.</summary>
    [Parameter, EditorRequired]
    public required SweepPicture Shown { get; set; }

    /// <summary>The filter, which brushes and clicks write.</summary>
    [Parameter, EditorRequired]
    public required TrialFilter Filter { get; set; }

    /// <summary>The points received so far.</summary>
    [Parameter, EditorRequired]
    public required CurveBook Book { get; set; }

    /// <summary>The selected trial; null when none.</summary>
    [Parameter, EditorRequired]
    public required Trial? Selected { get; set; }

    /// <summary>What the heat map shows; null as at first.</summary>
    [Parameter, EditorRequired]
    public required string? HeatWord { get; set; }

    /// <summary>The person has filtered otherwise.</summary>
    [Parameter]
    public EventCallback<string> OnFilter { get; set; }

    /// <summary>The person has clicked a trial.</summary>
    [Parameter]
    public EventCallback<Trial> OnSelect { get; set; }

    /// <summary>The person wants another heat map.</summary>
    [Parameter]
    public EventCallback<string> OnHeat { get; set; }

    /// <summary>The person wants to see a trial's neighbours as they were at its best epoch.</summary>
    [Parameter]
    public EventCallback<Trial> OnPreview { get; set; }

    [CascadingParameter(Name = "IsDark")]
    public bool IsDark { get; set; }

    // A click is remembered by the filter alone, so a link, the table's “Show only” and the way back show the same.
    private Trial? ClickedTrial => Filter.RangeOf(_heat.X).IsLimited && Filter.RangeOf(_heat.Y).IsLimited ? Shown.Best : null;

    private Metric Metric => Picture.Sweep.Spec.Metric;

    private string MetricName => MetricText.Of(Metric, Picture.Sweep.Spec.HoldOut.K);

    /// <summary>Without the protocol, for axes and small titles; the cards above have said it.</summary>
    private string ShortName => MetricName.Split(" (")[0];

    private string ImportanceNote => !_importance.IsKnown ? ""
        : $"{Formatting.Count(_importance.TrialCount, "completed trial")}, {(_importance.IsExact ? "a full grid: exact" : "not a full grid: estimated by an additive model")}.";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_advised, Picture))
        {
            _notes = Advice.Of(Picture.Sweep.Spec, Picture.Trials, id => Book[id]);
        }

        var isStudied = ReferenceEquals(_studied, Shown);
        if (!isStudied)
        {
            _repeats = RepeatGroup.Of(Picture.Sweep.Spec, Shown.Trials);
            _importance = Importance.Of(Shown.Trials, Picture.Sweep.Spec);
            _front = ParetoFront.Of(Shown.Trials.SelectMany(trial => Book[trial.Id], (trial, point) => (trial, point)), Metric);
            _bargain = ParetoFront.Bargain(_front, Metric) ?? "";
        }

        var wanted = (Selected?.Id, IsDark, HeatWord);
        if (!isStudied || !ReferenceEquals(_advised, Picture) || _drawn != wanted)
        {
            Draw();
            (_advised, _studied, _drawn) = (Picture, Shown, wanted);
        }
    }

    private void Draw()
    {
        var theme = new ChartTheme(IsDark);
        int[] counts = [.. TrialFields.Hyperparameters.Select(field => HeatMapFigure.Levels(field, Picture.Trials).Length)];
        _heat = HeatMapChoice.Read(HeatWord, counts);
        var (picture, shown, selected, heat, importance, front) = (Picture, Shown.Trials, Selected, _heat, _importance, _front);
        _map = new(() => new HeatMapFigure(Metric, heat, theme).Of(picture, shown, selected));
        _bars = new(() => ImportanceFigure.Of(importance, theme));
        _slices = [.. TrialFields.Hyperparameters.Select(field => (field, new Lazy<StudyFigure>(() => new SliceFigure(Metric, ShortName, field, theme).Of(picture, shown, selected))))];
        _cost = new(() => new CostFigure(Metric, ShortName, theme).Of(picture, shown, front, selected));
    }

    private string Empty(string what) => Picture.Best is not null ? "No measured trial passes the filter."
        : Picture.Sweep.State.IsFinished() ? "No trial was measured."
        : $"{what} The first appears when a trial’s first epoch is measured.";

    private Task ClickCell(StudyClick click) => OnFilter.InvokeAsync(HeatMapFigure.Click(Picture, Filter, _heat, click.X, click.Y).ToString());

    private Task ClickPoint(Lazy<StudyFigure> figure, StudyClick click) =>
        Picture.Numbered(figure.Value.NumberAt(click.Trace, click.Point)) is { } trial ? OnSelect.InvokeAsync(trial) : Task.CompletedTask;
}
