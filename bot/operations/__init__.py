"""What the person who runs the service needs: plain words for failures, backup, restore, doctor."""
