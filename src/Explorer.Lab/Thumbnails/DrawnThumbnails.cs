using System.Security;
using System.Text;
using Explorer.Lab.Thumbnails.Drawing;

namespace Explorer.Lab.Thumbnails;

/// <summary>
/// Draws a picture for any item from nothing but its id and name: a dragon for a dragon, a quiet pattern with the item's
/// initials for everything else. The same item gets the same picture, everywhere and always.
/// </summary>
public static class DrawnThumbnails
{
    private const int LettersLookedAt = 300;

    /// <summary>The content type of what is drawn.</summary>
    public const string ContentType = "image/svg+xml";

    /// <summary>A drawing of 240 × 240, well-formed XML whatever the texts hold; of the name only the initials are in it.</summary>
    /// <param name="itemId">Decides colours and shapes.</param>
    /// <param name="name">Decides the motif; empty when unknown, then the id gives the initials.</param>
    public static string Svg(string itemId, string name)
    {
        ArgumentNullException.ThrowIfNull(itemId);
        ArgumentNullException.ThrowIfNull(name);

        var chances = new Chances(itemId);
        var motif = Motif.Find(name);
        var hue = (motif?.Hue ?? chances.Between(0, 360)) + chances.Between(-20, 20);
        var colours = Palette.Of(hue, chances.Next());
        colours = motif is { IsNight: true } ? colours.AtNight(225 + chances.Between(-15, 25)) : colours;
        var pen = new Pen().Rect(0, 0, 240, 240, colours.Sky);
        if (motif is not null)
        {
            motif.Draw(pen, colours, chances);
            return pen.ToSvg();
        }

        AbstractShapes.Draw(pen, colours, chances);
        var initials = Initials(name) is { Length: > 0 } fromName ? fromName : Initials(itemId);
        pen.Circle(120, 120, 58, "#ffffff", 0.82).Letters(SecurityElement.Escape(initials), 52, colours.Dark);
        return pen.ToSvg();
    }

    /// <summary>The first letter or digit of each of the first two words, in any script.</summary>
    private static string Initials(string text)
    {
        var initials = new StringBuilder();
        var isInWord = false;
        var count = 0;
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, LettersLookedAt)).EnumerateRunes())
        {
            var isLetter = Rune.IsLetterOrDigit(rune);
            if (isLetter && !isInWord && count < 2)
            {
                initials.Append(Rune.ToUpperInvariant(rune).ToString());
                count++;
            }

            // Apostrophes and accents that stand alone belong to the word they are in.
            isInWord = isLetter || (isInWord && !Rune.IsWhiteSpace(rune) && rune.Value is '\'' or '’' or >= 0x300 and <= 0x36F);
        }

        return initials.ToString();
    }
}
