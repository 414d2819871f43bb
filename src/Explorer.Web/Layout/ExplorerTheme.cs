using MudBlazor;

namespace Explorer.Web.Layout;

/// <summary>Colours, type and shape of the whole application, light and dark. The one place where they are chosen.</summary>
/// <remarks>Text has a contrast of at least 4.5 : 1 and marks 3 : 1 on every surface they appear on, in both palettes.</remarks>
public static class ExplorerTheme
{
    private static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"];

    private static readonly PaletteLight Light = new()
    {
        Primary = "#4f46e5",
        PrimaryContrastText = "#ffffff",
        Secondary = "#52525b",
        Tertiary = "#0f766e",
        Info = "#0369a1",
        Success = "#15803d",
        Warning = "#9a5a04",
        Error = "#b91c1c",
        Dark = "#27272a",
        Background = "#f8f8fa",
        BackgroundGray = "#f1f1f4",
        Surface = "#ffffff",
        TextPrimary = "#18181b",
        TextSecondary = "#55555f",
        TextDisabled = "#8b8b95",
        ActionDefault = "#55555f",
        ActionDisabled = "#a1a1aa",
        ActionDisabledBackground = "#ececf0",
        LinesDefault = "#e4e4e9",
        LinesInputs = "#85858f",
        TableLines = "#e4e4e9",
        TableHover = "#f4f4f8",
        Divider = "#e4e4e9",
        Skeleton = "#ebebf0",
        HoverOpacity = 0.05,
    };

    private static readonly PaletteDark Dark = new()
    {
        Primary = "#a5a8fb",
        PrimaryContrastText = "#15152c",
        Secondary = "#b4b5c0",
        SecondaryContrastText = "#15161a",
        Tertiary = "#5eead4",
        TertiaryContrastText = "#15161a",
        Info = "#5cc4f5",
        InfoContrastText = "#15161a",
        Success = "#57d98a",
        SuccessContrastText = "#15161a",
        Warning = "#f5bd42",
        WarningContrastText = "#15161a",
        Error = "#f98a8a",
        ErrorContrastText = "#15161a",
        Dark = "#3f404a",
        DarkContrastText = "#ededf1",
        Background = "#111216",
        BackgroundGray = "#15161b",
        Surface = "#191a20",
        TextPrimary = "#ededf1",
        TextSecondary = "#acadb9",
        TextDisabled = "#777884",
        ActionDefault = "#acadb9",
        ActionDisabled = "#62636e",
        ActionDisabledBackground = "#24252c",
        LinesDefault = "#2d2e37",
        LinesInputs = "#767783",
        TableLines = "#2d2e37",
        TableHover = "#20212a",
        Divider = "#2d2e37",
        Skeleton = "#24252d",
        HoverOpacity = 0.08,
    };

    /// <summary>The theme, shared by all visitors and never changed.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Light,
        PaletteDark = Dark,
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = Title<H1Typography>("1.25rem", "1.75rem"),
            H2 = Title<H2Typography>("1rem", "1.5rem"),
            H3 = Title<H3Typography>(".875rem", "1.25rem"),
            H4 = Title<H4Typography>("1.75rem", "2.25rem"),
            H5 = Title<H5Typography>("1.25rem", "1.75rem"),
            H6 = Title<H6Typography>("1rem", "1.5rem"),
            Subtitle1 = new Subtitle1Typography { FontFamily = SystemFonts, FontSize = ".9375rem", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontFamily = SystemFonts, FontSize = ".875rem", FontWeight = "600", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = SystemFonts, FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = SystemFonts, FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontSize = ".875rem", FontWeight = "600", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = SystemFonts, FontSize = ".75rem", LineHeight = "1.4", LetterSpacing = "normal" },
            Overline = new OverlineTypography { FontFamily = SystemFonts, FontSize = ".75rem", LineHeight = "1.4", LetterSpacing = ".02em", TextTransform = "none" },
        },
    };

    /// <summary>The few colours that the page needs before any component has rendered, as custom properties of both themes.</summary>
    public static string FirstPaintCss { get; } = Css("light", Light) + Css("dark", Dark);

    private static T Title<T>(string size, string line)
        where T : BaseTypography, new() =>
        new() { FontFamily = SystemFonts, FontSize = size, FontWeight = "600", LineHeight = line, LetterSpacing = "-.005em" };

    private static string Css(string theme, Palette palette) =>
        $"html[data-theme=\"{theme}\"]{{color-scheme:{theme};--ex-ground:{Hex(palette.Background)};--ex-surface:{Hex(palette.Surface)};" +
        $"--ex-line:{Hex(palette.LinesDefault)};--ex-text:{Hex(palette.TextPrimary)};--ex-quiet:{Hex(palette.TextSecondary)};" +
        $"--ex-accent:{Hex(palette.Primary)};--ex-on-accent:{Hex(palette.PrimaryContrastText)};--ex-hover:{Hex(palette.TableHover)};" +
        $"--ex-skeleton:{Hex(palette.Skeleton)}}}";

    private static string Hex(MudBlazor.Utilities.MudColor color) => color.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex);
}
