using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender;
using Explorer.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Explorer.Web.Sweeps;

/// <summary>The values of one hyperparameter: a list, a range, or one value. The text is the truth; the fields only write it.</summary>
public sealed partial class AxisEditor
{
    private const int MostTold = 12;

    // A list of one value looks like one value: which of them was chosen is remembered while the page is open.
    private bool _wantsList;

    /// <summary>How the values are given.</summary>
    internal enum Way
    {
        List,
        Logarithmic,
        Linear,
        Fixed,
    }

    /// <summary>What the hyperparameter is called.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What it is called where there is little room.</summary>
    [Parameter, EditorRequired]
    public required string Symbol { get; set; }

    /// <summary>One of <see cref="SweepFields"/>.</summary>
    [Parameter, EditorRequired]
    public required string Field { get; set; }

    /// <summary>The text as typed.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The person has changed it.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Whether its values are whole numbers.</summary>
    [Parameter]
    public bool IsWhole { get; set; }

    /// <summary>Whether the list may be empty.</summary>
    [Parameter]
    public bool IsOptional { get; set; }

    /// <summary>Whether the sampler draws anywhere in a range, rather than taking its steps.</summary>
    [Parameter, EditorRequired]
    public required bool IsDrawn { get; set; }

    /// <summary>What the values mean.</summary>
    [Parameter, EditorRequired]
    public required string Help { get; set; }

    /// <summary>Heading of the help page on sweeps that says more.</summary>
    [Parameter, EditorRequired]
    public required string Anchor { get; set; }

    private AxisText Axis => AxisText.Read(Text);

    private Way Chosen => Axis.Scale switch
    {
        RangeScale.Logarithmic => Way.Logarithmic,
        RangeScale.Linear => Way.Linear,
        _ => !_wantsList && Axis.Values(IsWhole).Count == 1 ? Way.Fixed : Way.List,
    };

    // A field that cannot be read says so itself.
    private bool IsReadable => NumberText.IsNumber(Axis.From) && NumberText.IsNumber(Axis.To) && NumberText.IsNumber(Axis.Steps);

    private string? Problem
    {
        get
        {
            try
            {
                _ = IsReadable ? AxisText.RangeOf(Text, Label, IsWhole) : null;
                return null;
            }
            catch (ExplorerException exception)
            {
                return exception.Message;
            }
        }
    }

    private string Told
    {
        get
        {
            if (!IsReadable)
            {
                return "";
            }

            var values = Axis.Values(IsWhole);
            var told = string.Join(", ", values.Take(MostTold).Select(Formatting.Hyperparameter)) + (values.Count > MostTold ? ", …" : "");
            return IsDrawn
                ? $"Anywhere between{(Axis.HasZero ? ", and 0" : "")}{(Axis.Scale == RangeScale.Logarithmic ? "; each power of ten as often" : "")}."
                : $"{Formatting.Count(values.Count, "value")}: {told}";
        }
    }

    private static string NameOf(Way way) => way switch
    {
        Way.List => "List of values",
        Way.Logarithmic => "Range, logarithmic",
        Way.Linear => "Range, linear",
        _ => "One value",
    };

    private System.Collections.IEnumerable Check(string text) => IsWhole ? NumberList.Whole(text, Label) : NumberList.Real(text, Label);

    private Task Choose(Way way)
    {
        _wantsList = way == Way.List;
        return Set(way switch
        {
            Way.Logarithmic => Axis.AsRange(RangeScale.Logarithmic, IsWhole),
            Way.Linear => Axis.AsRange(RangeScale.Linear, IsWhole),
            Way.List => Axis.AsList(IsWhole),
            _ => Middle(Axis.AsList(IsWhole)),
        });
    }

    private AxisText Middle(AxisText axis)
    {
        var values = axis.Values(IsWhole);
        return values.Count == 0 ? axis : axis with { List = Formatting.Hyperparameter(values[values.Count / 2]) };
    }

    private Task Set(AxisText axis) => ValueChanged.InvokeAsync(axis.ToString());
}
