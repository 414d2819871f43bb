using System.Globalization;
using Explorer.Recommender;

namespace Explorer.Web.Shared;

/// <summary>One number as people type it: “0.2”, “0,2”, “1e-5”, “−3”, “10 000”.</summary>
public static class NumberText
{
    /// <summary>The text that gives a whole number again.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that gives a real number again.</summary>
    public static string Of(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    /// <param name="name">What the field is called on the page, for the message.</param>
    /// <exception cref="ExplorerException">The text is empty or no whole number that fits; the message names it.</exception>
    public static int Whole(string text, string name) =>
        int.TryParse(Plain(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ExplorerException(string.IsNullOrWhiteSpace(text)
                ? $"{name}: nothing is given. Write a whole number."
                : $"{name}: “{text.Trim()}” is no whole number here. Write one like 5 or 20.");

    /// <summary>A real number; a comma counts as the decimal point.</summary>
    /// <param name="name">What the field is called on the page, for the message.</param>
    /// <exception cref="ExplorerException">The text is empty, no number, or not finite; the message names it.</exception>
    public static double Real(string text, string name) =>
        TryReal(text, out var value)
            ? value
            : throw new ExplorerException(string.IsNullOrWhiteSpace(text)
                ? $"{name}: nothing is given. Write a number."
                : $"{name}: “{text.Trim()}” is no number. Write one like 0.2 or 1e-5.");

    /// <summary>Whether the text is a finite number at all.</summary>
    public static bool IsNumber(string text) => TryReal(text, out _);

    private static bool TryReal(string text, out double value) =>
        double.TryParse(Plain(text).Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>Without the spaces that part thousands, and with the minus that parsers know.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character))).Replace('−', '-');
}
