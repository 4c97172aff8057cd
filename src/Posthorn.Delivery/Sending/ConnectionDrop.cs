namespace Posthorn.Delivery.Sending;

/// <summary>Ends the connection of an answer that is not to be believed.</summary>
/// <remarks>
/// Disposing of an answer is not enough: what has come already is skipped, and the connection goes back to the pool.
/// But cancelling a copy under way ends the connection, so this begins a copy that cannot finish, and cancels it.
/// </remarks>
internal static class ConnectionDrop
{
    public static async Task DropAsync(HttpResponseMessage answer)
    {
        await using var nowhere = new StuckStream();
        using var abort = new CancellationTokenSource();
        var copying = answer.Content.CopyToAsync(nowhere, abort.Token);
        await abort.CancelAsync();
        nowhere.Release();
        await copying.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Takes nothing until it is released, and then refuses.</summary>
    private sealed class StuckStream : Stream
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Release() => _released.TrySetException(new IOException("Nothing is taken."));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => new(_released.Task);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _released.Task;

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
