using System.Globalization;
using System.Text.RegularExpressions;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>Text → <see cref="FilterCondition"/>, by recursive descent: or, and, not, comparison.</summary>
internal sealed partial class FilterParser
{
    private const string Fields = "factors, lambda, alpha, best, epoch, seconds, number or state";
    private const string Operators = "<, <=, >, >=, == or !=";

    private readonly List<(string Text, int Position)> _tokens = [];
    private int _next;

    private FilterParser(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var match = Token().Match(text, at);
            if (!match.Success)
            {
                throw Refuse(at + 1, $"“{text[at]}” means nothing here. Use names, numbers, {Operators}, &&, ||, ! and parentheses.");
            }

            if (!string.IsNullOrWhiteSpace(match.Value))
            {
                _tokens.Add((match.Value, at + 1));
            }

            at += match.Length;
        }

        _tokens.Add(("", text.TrimEnd().Length + 1));
    }

    private (string Text, int Position) Next => _tokens[_next];

    /// <exception cref="ExplorerException">It cannot be read; the message names the position, from 1, and what is allowed there.</exception>
    public static FilterCondition Parse(string text)
    {
        var parser = new FilterParser(text);
        var condition = parser.Or();
        return parser.Next.Text.Length == 0
            ? condition
            : throw parser.RefuseNext("one of &&, || or the end");
    }

    private FilterCondition Or()
    {
        List<FilterCondition> parts = [And()];
        while (Take("||", "or"))
        {
            parts.Add(And());
        }

        return parts is [var only] ? only : new FilterCondition.Any(parts);
    }

    private FilterCondition And()
    {
        List<FilterCondition> parts = [Unary()];
        while (Take("&&", "and"))
        {
            parts.Add(Unary());
        }

        return parts is [var only] ? only : new FilterCondition.All(parts);
    }

    private FilterCondition Unary()
    {
        if (Take("!", "not"))
        {
            return new FilterCondition.Not(Unary());
        }

        if (!Take("("))
        {
            return Term();
        }

        var inner = Or();
        return Take(")") ? inner : throw RefuseNext("a closing parenthesis");
    }

    private FilterCondition Term()
    {
        var (name, _) = Next;
        if (StateOf(name) is { } bare)
        {
            _next++;
            return new FilterCondition.InState(bare, IsSame: true);
        }

        if (name.Equals("state", StringComparison.OrdinalIgnoreCase))
        {
            _next++;
            return State();
        }

        var field = TrialFields.Find(name) ?? throw RefuseNext($"a name: {Fields}");
        _next++;
        var comparison = Operator();
        if (!double.TryParse(Next.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            throw RefuseNext("a number such as 40 or 1e-5");
        }

        _next++;
        return new FilterCondition.Comparison(field, comparison, value);
    }

    private FilterCondition.InState State()
    {
        var position = Next.Position;
        var comparison = Operator();
        if (comparison is not ("==" or "!="))
        {
            throw Refuse(position, $"A state has no order, so “{comparison}” cannot be used. Use == or !=.");
        }

        var state = StateOf(Next.Text) ?? throw RefuseNext($"a state: {string.Join(", ", Enum.GetValues<WorkState>().Select(state => state.Word()))}");
        _next++;
        return new FilterCondition.InState(state, comparison == "==");
    }

    private string Operator()
    {
        var comparison = Next.Text switch
        {
            "=" => "==",
            "≤" => "<=",
            "≥" => ">=",
            "≠" => "!=",
            "<" or "<=" or ">" or ">=" or "==" or "!=" => Next.Text,
            _ => throw RefuseNext($"a comparison: {Operators}"),
        };
        _next++;
        return comparison;
    }

    private bool Take(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Next.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                _next++;
                return true;
            }
        }

        return false;
    }

    private static WorkState? StateOf(string word) =>
        Enum.GetValues<WorkState>().Where(state => state.Word().Equals(word, StringComparison.OrdinalIgnoreCase)).Cast<WorkState?>().FirstOrDefault();

    private ExplorerException RefuseNext(string expected) =>
        Refuse(Next.Position, $"expected {expected}, but found {(Next.Text.Length == 0 ? "the end" : $"“{Next.Text}”")}.");

    private static ExplorerException Refuse(int position, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Filter, position {position}: {why}"));

    [GeneratedRegex(@"\G(?:\s+|[\p{L}_]+|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|<=|>=|==|!=|&&|\|\||[<>=!()≤≥≠])", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
