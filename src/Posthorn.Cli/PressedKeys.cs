using System.Threading.Channels;

namespace Posthorn.Cli;

/// <summary>The terminal's keys as they are pressed, from a thread of their own: reading a key cannot be given up.</summary>
internal static class PressedKeys
{
    public static ChannelReader<ConsoleKeyInfo> Open()
    {
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>(new() { SingleReader = true, SingleWriter = true });
        var thread = new Thread(() => Read(keys.Writer)) { Name = "posthorn-keys", IsBackground = true };
        thread.Start();
        return keys.Reader;
    }

    private static void Read(ChannelWriter<ConsoleKeyInfo> keys)
    {
        try
        {
            while (true)
            {
                _ = keys.TryWrite(Console.ReadKey(intercept: true));
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // The terminal is gone.
            keys.Complete();
        }
    }
}
