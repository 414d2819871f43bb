namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>What a brush covers, both ends included.</summary>
/// <param name="From">Null: no lower end.</param>
/// <param name="To">Null: no upper end.</param>
public readonly record struct ValueRange(double? From, double? To)
{
    /// <summary>Everything.</summary>
    public static ValueRange All { get; }

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsLimited => From is not null || To is not null;

    /// <summary>One value alone.</summary>
    public static ValueRange Only(double value) => new(value, value);

    /// <summary>Whether a value lies in it.</summary>
    public bool Contains(double value) => !(value < From) && !(value > To);

    /// <summary>What lies in both.</summary>
    public ValueRange Intersect(ValueRange other) => new(Largest(From, other.From), Smallest(To, other.To));

    private static double? Largest(double? a, double? b) => a is null || b > a ? b : a;

    private static double? Smallest(double? a, double? b) => a is null || b < a ? b : a;
}
