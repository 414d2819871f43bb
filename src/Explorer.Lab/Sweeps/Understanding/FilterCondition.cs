using Explorer.Lab.Work;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>A node of a parsed filter. Its text is the filter again, with no more parentheses than needed.</summary>
internal abstract record FilterCondition
{
    /// <summary>How tightly it binds: or 0, and 1, not 2, a comparison 3.</summary>
    protected abstract int Strength { get; }

    public abstract bool Holds(Trial trial, Metric metric);

    protected abstract string Text();

    private string Within(int strength) => Strength < strength ? $"({Text()})" : Text();

    /// <inheritdoc/>
    public sealed override string ToString() => Text();

    /// <summary>A number compared. A value that is not measured yet fits no comparison, whichever the operator.</summary>
    internal sealed record Comparison(TrialField Field, string Operator, double Value) : FilterCondition
    {
        protected override int Strength => 3;

        /// <summary>What it admits as a range; null for “!=”, which is none.</summary>
        public ValueRange? Range => Operator switch
        {
            "<" or "<=" => new ValueRange(null, Value),
            ">" or ">=" => new ValueRange(Value, null),
            "==" => ValueRange.Only(Value),
            _ => null,
        };

        public override bool Holds(Trial trial, Metric metric) => Field.Of(trial, metric) is { } value && Operator switch
        {
            "<" => value < Value,
            "<=" => value <= Value,
            ">" => value > Value,
            ">=" => value >= Value,
            "==" => value == Value,
            _ => value != Value,
        };

        protected override string Text() => $"{Field.Word()} {Operator} {TrialFields.Text(Value)}";
    }

    /// <summary>A state compared.</summary>
    internal sealed record InState(WorkState State, bool IsSame) : FilterCondition
    {
        protected override int Strength => 3;

        public override bool Holds(Trial trial, Metric metric) => trial.State == State == IsSame;

        protected override string Text() => $"state {(IsSame ? "==" : "!=")} {State.Word()}";
    }

    /// <summary>The opposite.</summary>
    internal sealed record Not(FilterCondition Inner) : FilterCondition
    {
        protected override int Strength => 2;

        public override bool Holds(Trial trial, Metric metric) => !Inner.Holds(trial, metric);

        protected override string Text() => "!" + (Inner is Not ? Inner.Text() : $"({Inner.Text()})");
    }

    /// <summary>All of them; none is always true.</summary>
    internal sealed record All(IReadOnlyList<FilterCondition> Parts) : FilterCondition
    {
        protected override int Strength => 1;

        public override bool Holds(Trial trial, Metric metric) => Parts.All(part => part.Holds(trial, metric));

        protected override string Text() => Parts is [var only] ? only.Text() : string.Join(" && ", Parts.Select(part => part.Within(1)));
    }

    /// <summary>Any of them.</summary>
    internal sealed record Any(IReadOnlyList<FilterCondition> Parts) : FilterCondition
    {
        protected override int Strength => 0;

        public override bool Holds(Trial trial, Metric metric) => Parts.Any(part => part.Holds(trial, metric));

        protected override string Text() => string.Join(" || ", Parts.Select(part => part.Within(0)));
    }
}
