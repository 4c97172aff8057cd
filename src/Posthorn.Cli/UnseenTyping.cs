using System.Text;

namespace Posthorn.Cli;

/// <summary>A line that is typed in a terminal and not shown.</summary>
internal static class UnseenTyping
{
    /// <returns>Null where the input ended before the line did.</returns>
    public static Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        // Reading a key cannot be given up: whoever waits is let go, and the process ends with the read.
        Task.Run(Read, CancellationToken.None).WaitAsync(cancellationToken);

    private static string? Read()
    {
        var line = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key)
            {
                case { Key: ConsoleKey.Enter }:
                    return line.ToString();
                case { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } when line.Length == 0:
                    return null;
                case { Key: ConsoleKey.Backspace }:
                    line.Length -= line.Length > 0 ? 1 : 0;
                    break;
                case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                    line.Clear();
                    break;
                case { KeyChar: >= ' ' }:
                    line.Append(key.KeyChar);
                    break;
            }
        }
    }
}
