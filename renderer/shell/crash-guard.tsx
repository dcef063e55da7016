/** Keeps the fault of one screen from taking the others with it. */
import { Button, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';

interface Props {
  readonly children: ReactNode;
}

/** React has no other form for this than a class. */
export class CrashGuard extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Translation ns="common">
        {(t) => (
          <Stack role="alert">
            <Title order={1}>{t('crashed.title')}</Title>
            <Text>{t('crashed.text')}</Text>
            <Button
              w="fit-content"
              onClick={() => {
                this.setState({ hasFailed: false });
              }}
            >
              {t('crashed.again')}
            </Button>
          </Stack>
        )}
      </Translation>
    );
  }
}
