using Explorer.Recommender;

namespace Explorer.Lab.Datasets;

/// <summary>What a dataset and its items may be called.</summary>
public static class DatasetNames
{
    /// <summary>The word for an item when nobody has chosen one; the post's word.</summary>
    public const string DefaultItemWord = "model";

    private const int MaxLength = 200;
    private const int MaxWordLength = 40;
    private const int MaxRemarksLength = 10_000;

    /// <summary>The name without surrounding blanks.</summary>
    /// <exception cref="ExplorerException">It is empty or longer than 200 characters.</exception>
    public static string Require(string? name) => Require(name, "The name of the dataset", MaxLength);

    /// <summary>The word without surrounding blanks.</summary>
    /// <exception cref="ExplorerException">It is empty or longer than 40 characters.</exception>
    public static string RequireItemWord(string? word) => Require(word, "The word for an item", MaxWordLength);

    /// <summary>What a person writes about a dataset, without surrounding blanks; may be empty.</summary>
    /// <exception cref="ExplorerException">It is longer than 10,000 characters.</exception>
    public static string RequireRemarks(string? remarks)
    {
        var trimmed = remarks?.Trim() ?? "";
        return trimmed.Length <= MaxRemarksLength
            ? trimmed
            : throw new ExplorerException($"The remarks have {trimmed.Length} characters. Use at most {MaxRemarksLength}.");
    }

    private static string Require(string? text, string what, int maxLength)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0 || trimmed.Length > maxLength)
        {
            throw new ExplorerException($"{what} has {trimmed.Length} characters. Use 1 to {maxLength}.");
        }

        return trimmed;
    }
}
