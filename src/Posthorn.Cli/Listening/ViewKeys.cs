namespace Posthorn.Cli.Listening;

/// <summary>What a key does to the view. What it does to the world, its answer says.</summary>
internal static class ViewKeys
{
    private const int Page = 10;

    public static ViewWish Press(ViewState state, ConsoleKeyInfo key)
    {
        if (state.IsTyping)
        {
            Type(state, key);
            return ViewWish.None;
        }

        switch (key)
        {
            case { KeyChar: 'q' }:
                return ViewWish.Quit;
            case { KeyChar: 'r' }:
                return ViewWish.Replay;
            case { KeyChar: 'm' }:
                state.ShowsValues = !state.ShowsValues;
                break;
            case { KeyChar: '/' }:
                (state.IsTyping, state.IsOpen) = (true, false);
                break;
            case { Key: ConsoleKey.Enter }:
                state.Hold();
                (state.IsOpen, state.Scroll) = (!state.IsOpen, 0);
                break;
            case { Key: ConsoleKey.Escape }:
                state.IsOpen = false;
                break;
            default:
                Move(state, LinesOf(key.Key));
                break;
        }

        return ViewWish.None;
    }

    private static int LinesOf(ConsoleKey key) => key switch
    {
        ConsoleKey.UpArrow => -1,
        ConsoleKey.DownArrow => 1,
        ConsoleKey.PageUp => -Page,
        ConsoleKey.PageDown => Page,
        ConsoleKey.Home => -1_000_000,
        ConsoleKey.End => 1_000_000,
        _ => 0,
    };

    private static void Move(ViewState state, int lines)
    {
        if (state.IsOpen)
        {
            state.Scroll = Math.Max(0, state.Scroll + lines);
        }
        else if (lines != 0)
        {
            state.Move(lines);
        }
    }

    private static void Type(ViewState state, ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                state.IsTyping = false;
                break;
            case ConsoleKey.Escape:
                (state.IsTyping, state.Filter) = (false, "");
                break;
            case ConsoleKey.Backspace:
                state.Filter = state.Filter.Length > 0 ? state.Filter[..^1] : "";
                break;
            default:
                state.Filter += char.IsControl(key.KeyChar) ? "" : key.KeyChar;
                break;
        }
    }
}
