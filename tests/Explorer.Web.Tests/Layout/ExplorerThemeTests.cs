using Explorer.Web.Layout;
using MudBlazor;
using MudBlazor.Utilities;

namespace Explorer.Web.Tests.Layout;

public class ExplorerThemeTests
{
    public static TheoryData<bool> Themes => [false, true];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_has_a_contrast_of_at_least_four_and_a_half(bool isDark)
    {
        var palette = PaletteOf(isDark);
        MudColor[] texts = [palette.TextPrimary, palette.TextSecondary, palette.Primary, palette.Info, palette.Success, palette.Warning, palette.Error];

        Assert.All(texts, text => Assert.All([palette.Surface, palette.Background], ground => Assert.True(
            Contrast(text, ground) >= 4.5, $"{text} on {ground}: {Contrast(text, ground):0.00}")));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Words_on_filled_buttons_have_a_contrast_of_at_least_four_and_a_half(bool isDark)
    {
        var palette = PaletteOf(isDark);

        Assert.True(Contrast(palette.PrimaryContrastText, palette.Primary) >= 4.5);
        Assert.True(Contrast(palette.ErrorContrastText, palette.Error) >= 4.5);
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Borders_of_fields_have_a_contrast_of_at_least_three(bool isDark)
    {
        var palette = PaletteOf(isDark);

        Assert.True(Contrast(palette.LinesInputs, palette.Surface) >= 3);
    }

    private static Palette PaletteOf(bool isDark) => isDark ? ExplorerTheme.Theme.PaletteDark : ExplorerTheme.Theme.PaletteLight;

    private static double Contrast(MudColor one, MudColor other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(MudColor color) => (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

    private static double Linear(byte channel) =>
        channel / 255.0 is var share && share <= 0.03928 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
}
