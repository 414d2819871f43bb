using System.Text;

namespace Explorer.Web.Shared;

/// <summary>Names of files that say what is in them.</summary>
public static class FileName
{
    private const int MaxLength = 120;

    /// <summary>Words as one name in small letters: “sweep-3-test-precision-at-5-by-epoch”.</summary>
    /// <param name="parts">Titles and the like; empty ones are left out.</param>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var name = new StringBuilder();
        foreach (var part in parts)
        {
            name.Append('-');
            foreach (var character in part)
            {
                name.Append(character switch
                {
                    'λ' => "lambda",
                    'α' => "alpha",
                    '@' => "-at-",
                    _ when char.IsAsciiLetterOrDigit(character) => char.ToLowerInvariant(character).ToString(),
                    _ => "-",
                });
            }
        }

        var words = string.Join('-', name.ToString().Split('-', StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? "explorer" : words.Length > MaxLength ? words[..MaxLength].TrimEnd('-') : words;
    }
}
