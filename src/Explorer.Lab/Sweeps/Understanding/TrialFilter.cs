using Explorer.Recommender;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>
/// Which trials are shown, as an expression a person can type: <c>factors &gt;= 40 &amp;&amp; alpha &lt; 100</c>, <c>lambda == 0 || best &gt; 0.04</c>,
/// <c>not failed</c>. Brushes read and write the same expression.
/// </summary>
/// <remarks>
/// Names: factors or f; lambda, λ or regularization; alpha or α; best; epoch (the best one); seconds; number; state. A state's word alone
/// stands for <c>state == word</c>. Operators from the loosest: || (or), &amp;&amp; (and), ! (not), comparisons. A value that is not measured yet fits
/// no comparison.
/// </remarks>
public sealed class TrialFilter
{
    /// <summary>The longest expression that is read.</summary>
    public const int MaxLength = 1000;

    private readonly FilterCondition.All _root;

    private TrialFilter(IReadOnlyList<FilterCondition> parts) => _root = new FilterCondition.All(parts);

    /// <summary>Every trial.</summary>
    public static TrialFilter None { get; } = new([]);

    /// <summary>Whether it lets every trial pass.</summary>
    public bool IsEmpty => _root.Parts.Count == 0;

    /// <summary>Reads an expression; an empty or missing one is <see cref="None"/>.</summary>
    /// <exception cref="ExplorerException">It cannot be read; the message names the position, from 1, and what is allowed there.</exception>
    public static TrialFilter Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        if (text.Length > MaxLength)
        {
            throw new ExplorerException($"Filter: it has {text.Length} characters; at most {MaxLength} are read. Shorten it.");
        }

        var condition = FilterParser.Parse(text);
        return new TrialFilter(condition is FilterCondition.All all ? all.Parts : [condition]);
    }

    /// <summary>Whether a trial passes.</summary>
    /// <param name="metric">The sweep's metric, which “best” is read by.</param>
    public bool Accepts(Trial trial, Metric metric) => _root.Holds(trial, metric);

    /// <summary>The trials that pass, in their order; the list itself when all do.</summary>
    /// <param name="metric">The sweep's metric, which “best” is read by.</param>
    public IReadOnlyList<Trial> Apply(IReadOnlyList<Trial> trials, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return IsEmpty ? trials : [.. trials.Where(trial => Accepts(trial, metric))];
    }

    /// <summary>What a brush on a field shows: the range that the expression's parts joined by &amp;&amp; leave of it.</summary>
    public ValueRange RangeOf(TrialField field) =>
        _root.Parts.Select(part => RangeOf(part, field)).Aggregate(ValueRange.All, (all, range) => range is { } limited ? all.Intersect(limited) : all);

    /// <summary>The filter after a brush: the field's own ranges are replaced, everything else stays.</summary>
    public TrialFilter WithRange(TrialField field, ValueRange range) =>
        new([.. _root.Parts.Where(part => RangeOf(part, field) is null), .. Conditions(field, range)]);

    /// <summary>The expression, in words that <see cref="Parse"/> reads as the same filter; empty when every trial passes.</summary>
    public override string ToString() => _root.ToString();

    private static ValueRange? RangeOf(FilterCondition part, TrialField field) =>
        part is FilterCondition.Comparison comparison && comparison.Field == field ? comparison.Range : null;

    private static IEnumerable<FilterCondition> Conditions(TrialField field, ValueRange range)
    {
        if (range.From is { } only && range.To == only)
        {
            yield return new FilterCondition.Comparison(field, "==", only);
            yield break;
        }

        if (range.From is { } from)
        {
            yield return new FilterCondition.Comparison(field, ">=", from);
        }

        if (range.To is { } to)
        {
            yield return new FilterCondition.Comparison(field, "<=", to);
        }
    }
}
