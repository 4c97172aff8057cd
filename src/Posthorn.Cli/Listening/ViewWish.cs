namespace Posthorn.Cli.Listening;

/// <summary>What a key asks for beyond the screen.</summary>
internal enum ViewWish
{
    None,

    /// <summary>Forward the selected one again.</summary>
    Replay,

    Quit,
}
