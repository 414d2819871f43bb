namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>One place of a hyperparameter on an axis: a single value, or all values of a range.</summary>
/// <param name="From">The value, or where the range begins; it belongs to it.</param>
/// <param name="To">The value, or where the range ends. Of fractions the end belongs to the next range, if there is one; of whole numbers to this.</param>
/// <param name="Range">A filter's range that keeps exactly the trials of this place.</param>
public sealed record ValueBin(double From, double To, ValueRange Range)
{
    /// <summary>Whether it is a single value.</summary>
    public bool IsValue => From == To;

    /// <summary>“1e-5”, or “1e-5 … 1e-4”.</summary>
    public string Text => IsValue ? TrialFields.Text(From) : $"{TrialFields.Text(From)} … {TrialFields.Text(To)}";
}
